"""The demo while its clock stands: what is asked is answered whole, with the file, before anything else is asked."""

from reminders.demo.running import COORDINATOR, running_demo


async def test_a_list_and_its_file_come_while_the_clock_stands_and_so_does_the_next_answer() -> None:
    async with running_demo(answers_by_itself=False) as (demo, _):
        chat = demo.chats[COORDINATOR]
        before = len(chat.messages)
        await demo.write(chat.id, "/saphan 30")
        asked, welcome, page, file = chat.messages[before:]
        assert (asked.author, welcome.author) == (chat.person, None)
        assert page.text.startswith("Đến hạn trong 30 ngày tới: ")
        assert file.file
        await demo.write(chat.id, "/bantin")
        assert [message.author for message in chat.messages[before + 4 :]] == [chat.person, None]
