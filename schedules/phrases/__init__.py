"""Pure: Vietnamese deadline phrases → rules. Better to ask than to be wrong: a date is read, never invented.

    read_phrase("hàng tháng (trước ngày 20)").rule == Monthly(day=20)

The letters are put right (`spelling`), times that are no deadline go (`refusals`), what hangs on an event is taken out
(`waiting`), the rest becomes pieces of time (`scanning`), moments (`moments`) and decisions (`deadlines`). What no
rule has read and may change the day makes a question of it (`remainders`, `strays`).
"""

from schedules.phrases.answers import next_deadlines, phrase_json
from schedules.phrases.reader import read_phrase
from schedules.phrases.reading import Reading, Status

__all__ = ["Reading", "Status", "next_deadlines", "phrase_json", "read_phrase"]
