"""Every pattern there is."""

from worker.axes.patterns import (
    closing,
    comparisons,
    cryptography,
    flow,
    go,
    habits,
    injection,
    java_csharp,
    javascript_defects,
    missing,
    promises,
    python_defects,
    repetitions,
    rust_sql,
    secrets,
    shell,
)
from worker.axes.patterns.pattern import Pattern

PATTERNS: tuple[Pattern, ...] = (
    *comparisons.PATTERNS,
    *missing.PATTERNS,
    *closing.PATTERNS,
    *flow.PATTERNS,
    *python_defects.PATTERNS,
    *javascript_defects.PATTERNS,
    *promises.PATTERNS,
    *repetitions.PATTERNS,
    *go.PATTERNS,
    *java_csharp.PATTERNS,
    *rust_sql.PATTERNS,
    *shell.PATTERNS,
    *secrets.PATTERNS,
    *injection.PATTERNS,
    *cryptography.PATTERNS,
    *habits.PATTERNS,
)
