"""Passwords and keys written into code: a telling name and a value that no person made up. Shown masked, never whole."""

import math
import re
from collections import Counter

from app.domain.axis import Severity
from worker.axes.patterns.pattern import JS, Match, Pattern
from worker.axes.patterns.rule import practice

_TELLING = re.compile(
    r"(?:^|[_\-.])(?:secret|token|passwd|password|pwd|api_?key|private_?key|access_?key|secret_?key|auth_?key|client_?secret"
    r"|signing_?key|encryption_?key)(?:$|[_\-.])|(?:Secret|Token|Password|ApiKey|PrivateKey|AccessKey|SecretKey)$"
    r"|^(?:secret|token|password|apiKey|privateKey|accessKey|secretKey|authToken|accessToken|clientSecret|jwtSecret)$",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"public|publishable|site_?key|name|path|url|uri|header|field|param|_id$|Id$|type|prefix|label|selector|regex|pattern|cookie"
    r"|storage|file|hint|placeholder|message|error|expired?|invalid|next|page|cursor|csrf|example|sample|test|mock|fake|dummy"
    r"|encrypted|obscured|obfuscated|cipher|hash|digest|sha|kind|symbol|delimiter|separator|grammar|lexer|keyword",
    re.IGNORECASE,
)
"""Names of what is no secret, or says something about one."""
_MADE_UP = re.compile(
    r"example|sample|change|replace|dummy|secret|password|token|default|your|my[-_]|xxx|test|foo|bar|placeholder|insert|todo"
    r"|local|dev|fake|\*\*\*|\.\.\.|<|\$|\{|%|abc|123456|qwerty|lorem|sandbox|demo|none|null|undefined|key|public|process\.env",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60,}|glpat-[\w-]{20}|sk_live_[0-9A-Za-z]{24,}"
    r"|rk_live_[0-9A-Za-z]{24,}|xox[bpars]-[0-9A-Za-z-]{20,}|SG\.[\w-]{22}\.[\w-]{43}|sk-ant-[\w-]{40,}|npm_[A-Za-z0-9]{36}"
    r"|-----BEGIN (?:RSA |EC |OPENSSH |DSA )?PRIVATE KEY-----)"
)
"""Formats that services give their keys, so that leaks are found. A key's name then does not matter."""
_VALUE = re.compile(r"[A-Za-z0-9+/=_\-.~]{16,200}")
_FOR_BROWSERS = re.compile(
    r"appId|indexName|authDomain|projectId|measurementId|docsearch|algolia|posthog|mapbox|NEXT_PUBLIC|VITE_"
)
_LEAST_ENTROPY = 3.6
"""Bits per character: text made of words has about 3 at this length, random base64 more than 4."""


def _entropy(text: str) -> float:
    counts = Counter(text)
    return -sum(count / len(text) * math.log2(count / len(text)) for count in counts.values())


def looks_random(value: str) -> bool:
    """Whether a value mixes letters and digits like something that a machine made."""
    return (
        _VALUE.fullmatch(value) is not None
        and _MADE_UP.search(value) is None
        and len(re.findall(r"\d", value)) >= 3
        and len(re.findall(r"[A-Za-z]", value)) >= 3
        and re.search(r"\d[A-Za-z]|[A-Za-z]\d", value) is not None
        and not re.fullmatch(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", value, re.IGNORECASE)
        and not re.fullmatch(r"v?\d+(?:\.\d+)+\S*", value)
        and _entropy(value) >= _LEAST_ENTROPY
    )


def masked(value: str) -> str:
    """Return what may be shown of a secret."""
    return f"{value[:4]}… ({len(value)} characters)"


def written_secret(match: Match) -> bool:
    """A random text under a telling name, or a text in the format of a service's keys."""
    if re.search(r"fixture|seed|mock|stub|fake|sample", match.file.path, re.IGNORECASE):
        return False
    name = match.text(match.captures["name"][0]).strip("'\"`") if "name" in match.captures else ""
    value = match.text(match.node("value"))
    value = re.sub(r"^[rbuf@$]*[\"'`]{1,3}|[\"'`]{1,3}$", "", value)
    telling = (
        re.fullmatch(r"[\w.\-]+", name) is not None and _TELLING.search(name) is not None and _OTHERWISE.search(name) is None
    )
    known = _KNOWN.search(value)
    if known is not None and "PRIVATE KEY" in known[0]:
        # The line alone is how code recognises a key.
        if len(value) < 200:
            return False
    elif known is not None:
        if _MADE_UP.search(value.replace("sk_live", "").replace("key", "")):
            return False
    elif not telling or not looks_random(value) or _is_for_browsers(match):
        return False
    match.words |= {"name": name or "this text", "value": masked(value)}
    return True


def _is_for_browsers(match: Match) -> bool:
    """Whether the neighbours say that the key is one that every visitor sees (Firebase, Algolia, maps)."""
    around = match.node("here").parent
    return around is not None and _FOR_BROWSERS.search(match.text(around)) is not None


PATTERNS = (
    Pattern(practice(
        "written-secret", Severity.HIGH, "A secret is written into the code: `{name}`",
        "`{name}` is set to {value}. Whoever can read the repository, or a copy of it, can use it, and its history keeps it.",
        "Revoke it, make a new one, and read that from the environment or a secret store.", hidden=True,
    ), {
        "python": """
            (assignment left: (identifier) @name right: (string) @value) @here
            (assignment left: (attribute attribute: (identifier) @name) right: (string) @value) @here
            (assignment left: (subscript subscript: (string) @name) right: (string) @value) @here
            (keyword_argument name: (identifier) @name value: (string) @value) @here
            (pair key: (string) @name value: (string) @value) @here
            """,
        " ".join(JS): """
            (variable_declarator name: (identifier) @name value: [(string) (template_string)] @value) @here
            (assignment_expression left: (identifier) @name right: (string) @value) @here
            (assignment_expression left: (member_expression property: (property_identifier) @name) right: (string) @value) @here
            (pair key: [(property_identifier) (string)] @name value: (string) @value) @here
            """,
        "go": """
            (const_spec name: (identifier) @name value: (expression_list (interpreted_string_literal) @value)) @here
            (var_spec name: (identifier) @name value: (expression_list (interpreted_string_literal) @value)) @here
            (short_var_declaration left: (expression_list (identifier) @name)
              right: (expression_list (interpreted_string_literal) @value)) @here
            (keyed_element (literal_element (identifier) @name) (literal_element (interpreted_string_literal) @value)) @here
            """,
        "java": "(variable_declarator name: (identifier) @name value: (string_literal) @value) @here",
        "csharp": "(variable_declarator name: (identifier) @name (string_literal) @value) @here",
        "rust": """
            (const_item name: (identifier) @name value: (string_literal) @value) @here
            (static_item name: (identifier) @name value: (string_literal) @value) @here
            (let_declaration pattern: (identifier) @name value: (string_literal) @value) @here
            """,
        "bash": "(variable_assignment name: (variable_name) @name value: [(string) (raw_string) (word)] @value) @here",
    }, written_secret),
)  # fmt: skip
