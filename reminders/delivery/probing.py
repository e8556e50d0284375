"""Shell: whether a silent platform answers again, asked something that nobody gets twice."""

from bots.channel import Channel, ChannelError, ProbedChannel, Unanswered, Unreachable, WrongToken
from reminders.clock import Clock
from reminders.delivery.lanes import Lane

SILENCE = (Unreachable, Unanswered, WrongToken)
"""What shows that the platform does not speak with us at all; every other refusal is an answer."""


async def answers(channel: Channel, lane: Lane, clock: Clock) -> bool:
    """Return whether a message may be handed over. A platform that takes messages and does not say so would get another
    one with each attempt: while it is silent it is asked something harmless first.
    """
    if lane.is_down_since is None or not isinstance(channel, ProbedChannel):
        return True
    try:
        await channel.probe()
    except SILENCE:
        lane.heard(True, clock.now())
        return False
    except ChannelError:
        return True
    return True
