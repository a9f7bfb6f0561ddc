"""What every test of the demo company is given."""

from __future__ import annotations

import pytest

from cx.demo import files, surveys
from tests.demo.drawn import Drawn


@pytest.fixture(scope="session")
def drawn() -> Drawn:
    return Drawn({survey.survey_id: survey for survey in surveys.everything(files.SEED)})
