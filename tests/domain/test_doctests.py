"""Every worked example in a docstring of the domain is true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import cx.domain

MODULES = sorted(module.name for module in pkgutil.iter_modules(cx.domain.__path__, "cx.domain."))


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_docstrings_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
