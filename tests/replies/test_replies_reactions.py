"""What a sign under a message means."""

import pytest

from reminders.replies import Reaction, reaction


@pytest.mark.parametrize("signs", ["👍", "👍🏽", "❤", "❤\ufe0f", "👌", "🙏", "🫡", "🔥 👍"])
def test_a_sign_of_agreement_is_seen(signs: str) -> None:
    assert reaction(signs) is Reaction.SEEN


@pytest.mark.parametrize("signs", ["✅", "☑\ufe0f", "✔", "💯", "👍 ✅"])
def test_a_tick_may_mean_done(signs: str) -> None:
    assert reaction(signs) is Reaction.DONE


@pytest.mark.parametrize("signs", ["", "👎", "😢", "❤\u200d🔥", "🔥", "🤡", "💔"])
def test_other_signs_mean_nothing(signs: str) -> None:
    assert reaction(signs) is None
