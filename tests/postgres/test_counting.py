"""Counts by several sets of fields, and of low raters, as `tests/store` tells them, over a PostgreSQL server."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd
import pytest

from cx.store.opening import Store
from cx.store.server import server_engine
from tests.store.answers import put
from tests.store.test_rated_answers import (  # noqa: F401 - this folder's `empty_store` is on a server
    test_low_raters_and_the_others_are_counted_by_group_and_by_the_mean_of_ratings_that_are_one_question,
)
from tests.store.test_repeats import (  # noqa: F401 - over the store below
    answers,
    test_many_sets_of_fields_in_one_question_count_as_one_by_one,
)


@pytest.fixture(scope="module")
def filled(new_server_store: Callable[[], Store], answers: pd.DataFrame) -> Iterator[Store]:  # noqa: F811
    store = new_server_store()
    put(store, answers.to_dict("records"))
    yield store
    server_engine(store.location).dispose()
