"""Pure: the words officers use in replies and what each is a sign of."""

from reminders.replies.tokens.signs import Sign

LEXICON: dict[Sign, str] = {
    Sign.DONE: """
        xong, xong xuôi, xong việc, done, finish, finished, hoàn tất, song rồi, đã song, xong xuoi, xong béng,
        làm xong, gửi xong, nộp xong, sửa xong
    """,
    Sign.COMPLETE: "hoàn thành, completed, complete, hthanh, hoàn thiện xong",
    Sign.VERB: """
        gửi, gởi, nộp, làm, ban hành, phát hành, thực hiện, giải quyết, xử lý, up, upload, update, đăng, mail,
        email, fax, send, sent, trả lời, phúc đáp, cập nhật, nhập, bàn giao, tổ chức, bổ sung, khắc phục,
        giao nộp, đẩy, post, nộp lại, gửi lại, làm lại, chuyển lên, đẩy lên, scan, chụp, đính kèm
    """,
    Sign.TELL: "báo, nhắn, gọi, nhớ báo, báo lại, alo lại",
    Sign.PIECE: """
        số liệu, phụ lục, bảng, biểu, biểu mẫu, danh sách, minh chứng, ảnh, hình, bảng biểu, file
    """,
    Sign.ALREADY: "đã, vừa, đã từng, vừa mới, nãy, ban nãy, lúc nãy, hồi nãy",
    Sign.THEN: "rồi, luôn rồi, đi rồi, lâu rồi, từ lâu, từ lâu rồi, từ đời nào",
    Sign.JUST: "mới",
    Sign.FINE: "ok rồi, được rồi, ổn rồi, đâu vào đấy, ok hết rồi, ổn cả rồi",
    Sign.NOT_YET: "chưa, chửa, chưa thể, vẫn chưa, còn chưa, not yet, chưa hề, chưa bao giờ, chưa từng",
    Sign.NO: """
        không, không phải, chẳng, chẳng phải, chả, đừng, đâu có, đâu phải, có đâu, đâu mà, not, hổng, đếch, éo,
        cóc, nỏ, khỏi, chớ, thôi, hủy, bỏ, dừng, hoãn lại, thế quái, mô có, bố ai, xong đâu, no, never, can't,
        don't, gì mà, cái gì mà, còn lâu, còn khướt, còn mệt, mơ, xong đời
    """,
    Sign.FAIL: """
        không kịp, chưa kịp, không xong, không làm được, làm không được, không nổi, chưa làm được, quên,
        không thể, không hoàn thành, chưa hoàn thành, không xong được, không xong nổi, làm không xong, bó tay,
        chịu, chưa xong, chưa làm, chưa gửi, chưa nộp, không thực hiện được, không gửi được, không nộp được,
        chưa thực hiện, không làm kịp, không nộp kịp, không gửi kịp, chậm tiến độ, trễ hẹn, chưa đâu, chưa có gì,
        not done, chưa ok
    """,
    Sign.DOUBT: """
        tưởng, nghĩ, hình như, chắc, chắc là, có lẽ, có thể, hy vọng, hi vọng, mong, dự kiến, định, dự định,
        tính, cố, cố gắng, gắng, ráng, phải, cần, nên, cho xong, hay, hoặc, nhầm, lộn, sai, nghe nói, nghe bảo,
        không nhầm, nếu không nhầm, không nhớ, liệu, nhỡ, phỏng, chẳng lẽ, lẽ nào, hẳn, ắt, e rằng, sợ, em e,
        bảo, nói, hứa, đùa, giả vờ, thử, khó, lâu, như, kiểu, coi như, xem như, gọi là, lẽ ra, đáng lẽ, đáng ra,
        suýt, tí, lát, chút, lát nữa, tí nữa, chút nữa, nữa, kịp, bắt đầu, muốn, đảm bảo, quyết tâm, phấn đấu,
        cam kết, hạn, nhắc, đôn đốc, yêu cầu, đề nghị, hãy, giúp, hộ, giùm, dùm, tại sao, kế, tiếp, mỗi, only,
        ghi, đánh dấu, tick, báo cáo láo, thật ra, thực ra, hên xui, may ra, biết đâu, đâu đó, tùy, hẹn, lịch,
        từ từ, liền, ngay, sớm, hơi, đúng ra, tuy, dù, mặc dù, maybe, think, almost, khoảng, xin, lẫn, ngoài,
        hụt, xíu, xí, bị, bị trả, bị trả lại, trả lại, trả về, rút lại, rút về, thất bại, từ chối
    """,
    Sign.IF: "nếu, giá mà, giả sử, ước gì, phải chi, lỡ, hễ, trường hợp, miễn, nếu như, if, chừng",
    Sign.WHEN: """
        khi nào, khi, bao giờ, lúc nào, nào mà, chừng nào, hồi nào, when, đến khi, hôm nào, ngày nào, bao h,
        khi mô
    """,
    Sign.WAIT: """
        chờ, đợi, chờ ký, chờ duyệt, chờ xong, đợi ký, đợi xong, đợi duyệt, chờ sếp, chờ lãnh đạo, wait,
        chờ kết quả
    """,
    Sign.PART: """
        một nửa, nửa, miệng, một phần, phần, một ít, một số, cơ bản, tạm, tạm thời, sơ bộ, bước đầu, dự thảo, bản thảo,
        giấy mời, bản nháp, hầu hết, tương đối, kha khá, nói chung, sơ sơ, đại khái, khâu, nháp, xin ý kiến, lấy ý kiến,
        ý kiến, góp ý, bản thô, khung, phần lớn, đa số, được ít, được tí, đề cương, lấy số liệu, xin số liệu,
        một vài, vài, phần nào, nửa chừng, bước, giai đoạn, giữa chừng, 1 nửa, dở, dang dở, bản mềm, văn thư
    """,
    Sign.TROUBLE: """
        thiếu, vướng, kẹt, trục trặc, lỗi, hỏng, mất điện, mất mạng, mất, bận, ốm, sót, vướng mắc, khó khăn, hư,
        treo, tồn, đọng, nghẽn, thất lạc
    """,
    Sign.OTHERS: """
        người ta, họ, bên kia, xã bên, các thôn, các xã, các phòng, các đơn vị, cấp dưới, ông kia, bà kia, nó,
        chúng nó, đứa kia, người khác, đơn vị khác, xã khác, phòng khác, thằng
    """,
    Sign.SOFT: "ha, ah, chứ, đi, luôn, lun, á, thật, kìa, mà lị, hic, huhu, chi",
    Sign.DOING: """
        đang, dg, đương, đang làm, đang thực hiện, còn đang, vẫn đang, doing, in progress, pending, wip, dang dở đây,
        còn làm, vẫn còn, vẫn, soạn, soạn thảo, tổng hợp, rà soát, hoàn thiện, chỉnh sửa, triển khai, thu thập,
        chỉnh lại, sửa, viết, soạn dở, chuẩn bị
    """,
    Sign.NEAR: "sắp, gần, sắp sửa, gần như, sắp sắp, gần gần, ngót, xấp xỉ",
    Sign.WILL: "sẽ, để, để em, để anh, rồi sẽ, hẵng, gonna, will",
    Sign.SIGNING: """
        trình, ký, ký số, đóng dấu, trình ký, trình duyệt, phê duyệt, thẩm định, thông qua, duyệt, cho số,
        lấy số, vào số, in, xem, xem xét, xem lại, coi lại
    """,
    Sign.DAYPART: "chiều, tối, sáng, trưa, đêm, buổi, mai kia, nay mai, ngày một ngày hai",
    Sign.SEEN: """
        nhận, đã nhận, nhận được, tiếp nhận, đã xem, xem rồi, đã đọc, đọc rồi, đã biết, biết rồi, đã rõ, rõ rồi,
        rõ, tiếp thu, nắm được, nắm rồi, đã nắm, noted, note, roger, seen, thấy rồi, đã thấy, nắm, ghi nhận,
        received, hiểu rồi, đã hiểu, copy, đã tiếp nhận, nhận rồi, nhận đủ
    """,
    Sign.YES: """
        vâng, dạ, dạ vâng, ok, oke, okie, okay, okê, ô kê, okela, ừ, ừm, uh, uhm, um, ừa, yes, yeah, yep, đồng ý,
        nhất trí, nhất trí ạ, tuân lệnh, rõ sếp, chuẩn, good, tốt, được ạ, cảm ơn, cám ơn, thanks, thank, tks,
        thank you, vang da, oki, okii, okiee, ukm
    """,
    Sign.ASK: """
        gì, sao, tại sao, vì sao, làm sao, thế nào, như nào, như thế nào, ra sao, ở đâu, chỗ nào, đâu, ai, mấy,
        bao nhiêu, cho hỏi, cho em hỏi, em hỏi, hỏi tí, hỏi chút, hỏi xíu, hỏi cái, xin hỏi, muốn hỏi, nào,
        mẫu nào, cái nào, việc nào, ntn, what, who, how, where, why, có phải, là sao, việc gì, cái gì, làm gì,
        gửi đâu, gửi cho ai, nộp đâu, gửi ai, răng, mô, chưa rõ, không rõ, không hiểu, chưa hiểu, hỏi, chưa biết,
        không biết, hạn nào, hạn khi nào, hạn bao giờ, hạn ngày nào, hạn mấy
    """,
    Sign.TAG: """
        à, ả, hả, hở, hử, nhỉ, phải không, đúng không, có phải không, phải ko, chưa nhỉ, đúng chưa, thật không,
        chăng, ư
    """,
    Sign.MAY: """
        được không, được chứ, được ko, có được không, ok không, có kịp không, được không ạ, được hông, được hem,
        nhé được không
    """,
    Sign.HELP: """
        help, trợ giúp, hướng dẫn, giúp với, giúp em, giúp em với, giúp mình, hdsd, cách dùng, dùng thế nào,
        menu, hướng dẫn sử dụng, cách sử dụng, dùng sao, sử dụng thế nào, giúp tôi
    """,
    Sign.EXTEND: """
        gia hạn, gh, xin hạn, lùi, lùi hạn, dời, dời hạn, đổi hạn, hoãn, khất, giãn, kéo dài, xin thêm, xin chậm,
        xin muộn, nộp muộn, gửi muộn, nộp chậm, gửi chậm, nộp trễ, gửi trễ, xin trễ, nới, cho nợ, cho em nợ,
        xin nợ, cho em khất, thêm thời gian, thêm ngày, thêm thời hạn, giãn hạn, nới hạn, xin lùi, ra hạn,
        dời sang, dời đến, dời lại, lui, lui lại, lui han, khat, doi han, doi sang, doi den, hoan den, hoan sang,
        giahan, extend, xin gia han, chậm lại, cho chậm, cho muộn, cho trễ, du di, châm chước, trễ, chậm, muộn
    """,
    Sign.LEAVE: """
        cho em, cho anh, cho mình, cho tôi, cho xin, cho em xin, xin, cho, xin cho, xin phép, cho chị
    """,
    Sign.MORE: "thêm",
    Sign.UNTIL: """
        đến, tới, sang, qua, trước, đến hết, đến ngày, sang ngày, trước ngày, hết ngày, vào, vào ngày, chậm nhất,
        tới ngày
    """,
    Sign.SINCE: "từ, từ ngày, kể từ",
    Sign.NOT_OURS: """
        không phải việc của, không phải của, không thuộc, không phải việc, không phải nhiệm vụ, nhầm đơn vị,
        nhầm cơ quan, nhầm phòng, nhầm người, nhầm xã, nhầm địa chỉ, giao nhầm, không liên quan, không phụ trách,
        không phải trách nhiệm, không phải thẩm quyền, không phải chức năng, không phải bên em,
        không phải phòng em, không phải xã em, không phải đơn vị em, không phải bên, phân nhầm, phân công nhầm,
        không đúng chức năng, không đúng thẩm quyền, không có chức năng, không có thẩm quyền,
        không phải phần việc, đâu phải việc của, không theo dõi, không còn phụ trách, không làm việc này,
        không quản lý, sai đơn vị, nhầm nơi nhận, không phải em phụ trách, không phải em, ngoài thẩm quyền,
        ngoài chức năng, không phải mảng, không phải lĩnh vực, nhầm chỗ, sai địa chỉ, sai phòng, sai cơ quan,
        sai nơi, sai người, chẳng phải việc của, đâu phải của
    """,
    Sign.PASS: """
        chuyển, chuyển cho, chuyển sang, chuyển qua, chuyển về, giao, giao cho, giao lại, điều chuyển, phân công
    """,
    Sign.TURN_TO: """
        liên hệ, liên lạc, gặp, hỏi anh, hỏi chị, hỏi bên, hỏi phòng, hỏi đồng chí, hỏi đ c, hỏi cô, hỏi chú
    """,
    Sign.CHARGE: "phụ trách, chủ trì, đảm nhiệm, đảm trách, theo dõi, quản lý, lo, phụ trách việc này",
    Sign.OF: "của, thuộc, thuộc về, do, trách nhiệm của, nhiệm vụ của, việc của",
    Sign.BODY: """
        phòng, ban, ubnd, hđnd, xã, thị trấn, trạm, trung tâm, văn phòng, công an, sở, huyện, tỉnh, trường, hạt,
        chi cục, đội, thanh tra, mặt trận, mttq, đoàn, hội, bhxh, kho bạc, chi nhánh, phường, vp, vphđnd,
        đảng ủy, quân sự, tư pháp, tài chính, nội vụ, tnmt, lđtbxh, ktht, tckh, gdđt, vhtt, y tế, kinh tế, nông nghiệp
    """,
    Sign.SIDE: "bên, phía",
    Sign.OURS: """
        phòng em, phòng mình, phòng tôi, bên em, bên mình, bên tôi, xã em, xã mình, xã tôi, đơn vị em,
        đơn vị mình, đơn vị tôi, cơ quan em, cơ quan mình, ban em, trường em, chúng em, chúng tôi, bọn em,
        tụi em, phòng anh, phòng chị, bên anh, bên chị, phòng chúng tôi, ủy ban em, ubnd xã em, xã chúng tôi,
        đơn vị chúng tôi, thị trấn em, phòng ta, bên phòng em, bên xã em, phòng, xã, đơn vị, cơ quan
    """,
    Sign.NIL: """
        không phát sinh, không có phát sinh, không phát sinh gì, không có gì phát sinh, chưa phát sinh, không ps,
        không có ps, không có nội dung phát sinh, không có việc phát sinh, không có nội dung báo cáo,
        không có số liệu phát sinh, không có trường hợp nào, không có gì báo cáo, không có gì để báo cáo,
        không có vụ nào, không có hồ sơ phát sinh, không có hồ sơ nào, không có báo cáo, không phát sinh mới,
        không có vụ việc nào, không có trường hợp phát sinh, không có đơn thư, không có đơn, kps,
        không có gì mới, không phát sinh trường hợp nào, không phát sinh trường hợp, không phát sinh vụ việc nào,
        không phát sinh hồ sơ nào, không có vụ việc, chưa có phát sinh, không có nội dung nào, không có gì hết
    """,
    Sign.REPORT: "báo cáo, report",
    Sign.NOUN: """
        theo yêu cầu, theo quy định, theo chỉ đạo, đúng yêu cầu, đúng quy định,
        thiết bị, trang thiết bị, bản đã sửa,
        phản hồi, thu hồi, hồi âm, hồi đáp, thời gian, xác nhận, việc, nhiệm vụ, công việc, kế hoạch, công văn,
        quyết định, tờ trình, thông báo, văn bản, hồ sơ, bản, nội dung, tài liệu, đề án, chương trình,
        nghị quyết, biên bản, bc, dự toán, quyết toán, mã, mã số, mục, bộ, cv, kh, qđ, tb, ttr,
        hệ thống, ioffice, qlvb, email, zalo, trục, phần mềm, kết quả, tiến độ, chỉ tiêu, thư, giấy, link, drive,
        excel, word, pdf, bản cứng, bản giấy, yêu cầu trên, trên, lên, về, theo, số, ngày, lúc, hồi, tháng, quý,
        năm, kỳ, lần, tuần
    """,
    Sign.PERSON: """
        em, e, anh, a, chị, c, mình, mik, tôi, tui, t, cháu, bác, chú, cô, ad, admin, bot, ông, bà, đồng chí, đc,
        các anh, các chị, mấy anh, mấy chị, anh chị, cả nhà, mọi người, thầy, bạn, các bác, cán bộ, chuyên viên,
        ac, mn, chúng ta, ta, bên mình nhé
    """,
    Sign.BOSS: """
        sếp, lãnh đạo, chủ tịch, phó chủ tịch, trưởng phòng, phó phòng, chánh văn phòng, bí thư, giám đốc,
        thủ trưởng
    """,
    Sign.MANNER: """
        hiện, hiện tại, hiện nay, đến giờ, tới giờ, bây giờ, giờ, ấy, hihi, haha, hehe, kk, nhờ anh xác nhận,
        anh xác nhận giúp, nhờ anh duyệt, mong anh duyệt, nhờ anh chị xác nhận, anh xác nhận giúp em, ạ, nhé,
        nha, nhá, nhe, nghe, nghen, nè, đó, đấy, này, nhen, thì, là, rằng, cũng, đều, lại, thế, vậy, hello, hi,
        chào, alo, xin chào, kính gửi, kính thưa, thưa, dear, ơi, có, đây, kia, ngoan, hôm, ik, nhâ, hen, zậy,
        vậy đó, xin báo cáo, em xin báo cáo, xin thông báo, báo cáo anh, báo cáo chị, báo cáo sếp,
        báo cáo lãnh đạo, báo cáo đồng chí, không sao, đủ, đầy đủ, cẩn thận, hoàn toàn, toàn bộ nhé, đúng hạn,
        đúng, trọn vẹn, trân trọng, kính, please, pls, của em, ạk, zồi, nhóe, nhoé, được cái, bằng, qua đường,
        qua email, qua zalo, qua mail, qua ioffice, qua trục, trong, ngoài ra, và cả, nốt, đừng nhắc nữa,
        không phải nhắc nữa, khỏi nhắc nữa, không cần nhắc nữa, khỏi nhắc, đừng nhắc, trước hạn,
        không vướng mắc gì, không có vướng mắc, không vấn đề gì, xin cảm ơn, trân trọng cảm ơn
    """,
    Sign.CAN: "được, nổi",
    Sign.ALL: """
        hết, tất cả, hết rồi, toàn bộ, tất, cả, all, mọi việc, hết cả, hết tất, tất tần tật, hết sạch,
        cả mấy việc, cả mấy, mấy việc đó, mấy việc này, mấy việc trên, các việc trên
    """,
    Sign.EXCEPT: """
        trừ, ngoại trừ, trừ việc, còn mỗi, chỉ còn, trừ mỗi, còn lại, riêng, chỉ trừ, mỗi tội, except
    """,
    Sign.LEFT: "còn",
    Sign.WHY: "vì, do, bởi, bởi vì, tại, tại vì, lý do, lí do, với lý do, nguyên nhân, because",
    Sign.BUT: "nhưng, nhưng mà, mà, song le, tuy nhiên, có điều, but, chỉ có điều",
    Sign.AND: "và, với, vs, and, cùng, lẫn cả",
}
"""Each sign's words and phrases. The longest phrase wins; typed without marks, the earlier sign."""

PLAINLY: dict[Sign, str] = {
    Sign.PERSON: "anh a c ta",
    Sign.ALREADY: "da",
    Sign.TELL: "bao",
    Sign.BODY: "tinh xa phong",
    Sign.MANNER: "co day nay nghe",
    Sign.NOUN: "ban bo nam thang vu so thu",
    Sign.SEEN: "nhan",
    Sign.WILL: "de",
    Sign.JUST: "moi",
    Sign.WHY: "do",
    Sign.BUT: "ma",
    Sign.UNTIL: "qua",
    Sign.LEAVE: "cho xin",
    Sign.SOFT: "chu",
    Sign.DOING: "dang",
    Sign.SINCE: "tu",
    Sign.UNKNOWN: "to ke",
    Sign.CAN: "duoc",
    Sign.ASK: "hoi",
}
"""What a word typed without marks is taken for, where its marks would tell several apart."""

SHORTENED: dict[str, str] = {
    "xong": "xog sog xng xonh xobg xoq xonq fn",
    "hoàn thành": "ht",
    "hoàn": "hoan",
    "được": "dc đc dk đk dx đx đươc dcj",
    "rồi": "r rui rùi ròi zoi zồi rồy rr rôi roài gòi oy oi",
    "không": "k ko kg kh hok hong hông hem khum khg khog kong kông khôg",
    "không được": "kđ kdc kđc",
    "chưa": "ch chx chứa chừa chưả chuă cha",
    "gửi": "gởi gủi gưi gùi gui",
    "vâng": "vg vag vầng vâg",
    "dạ": "dzạ",
    "gì": "j",
    "vậy": "z zậy v",
    "nhận": "nhân nhạn",
    "làm": "lm",
    "đang": "đag dag đnag",
    "mới": "ms mơi",
    "cũng": "cx cg",
    "thôi": "thui",
    "qua": "wa wá",
    "trước": "trc",
    "bao giờ": "bgio bh",
    "phát sinh": "ps",
    "phải": "ph fải",
    "phải không": "pk",
    "đã": "đa đá",
    "ok": "okok oce okey okla",
    "ừ": "uk ờ",
    "báo cáo": "bcáo baocao bcao",
    "ký": "kí",
    "trả lời": "tl",
    "nữa": "nx",
    "vấn đề": "vđ",
    "lãnh đạo": "lđ ld",
    "công ty": "cty",
    "chờ ký": "ck",
    "đã xong": "daxong đãxong",
    "đã gửi": "dagui",
    "đã nộp": "danop",
    "đã làm": "dalam",
    "xong rồi": "xongr xongroi xongrồi",
    "em xong": "emxong",
    "xong nhé": "xongnhe",
    "xong ạ": "xongạ xonga",
    "xong hết": "xonghet",
    "xong việc": "xongviec",
    "làm xong": "lamxong",
    "nhận rồi": "nhanroi",
}
"""Words and how they are shortened and misspelt."""
