"""Secrets made by chance that is none, passwords behind hashes that are too fast, and certificates that nobody looks at."""

import re

from app.domain.axis import Severity
from worker.axes.patterns.pattern import JS, Match, Pattern, above
from worker.axes.patterns.rule import practice

_HIGH = Severity.HIGH
_ALL = " ".join(JS)
_PASSWORD = re.compile(r"passw(?:or)?d|passphrase|\bpwd\b", re.IGNORECASE)
_NOT_A_PASSWORD = re.compile(
    r"gravatar|email|etag|cache|digest_?auth|\bha1\b|realm|challenge|md5|sha1|subsonic|unsalted|mysql|postgres|legacy|pwned|breach",
    re.IGNORECASE,
)
_NAMED_SO = (
    "(^|_)(token|secret|otp|csrf|session_?id|api_?key|reset_?code|verification_?code)$"
    "|(Token|Secret|Otp|SessionId|ApiKey|ResetCode|VerificationCode)$"
    "|^(token|secret|otp|sessionId|apiKey|accessToken|resetToken)$"
)
_RANDOM = {
    "python": re.compile(r"\brandom\.(?:choice|choices|randint|random|sample|randrange|getrandbits)\("),
    "go": re.compile(r"\brand\.(?:Int|Intn|Int31|Int63|Read|Uint32|Uint64|Perm)\("),
    "java": re.compile(r"new Random\(|Math\.random\(|RandomStringUtils\.random"),
    "csharp": re.compile(r"new Random\(|Random\.Shared|\brandom\.Next\("),
} | dict.fromkeys(JS, re.compile(r"\bMath\.random\("))


_IN_SCRIPTS = "`crypto.getRandomValues` or `crypto.randomUUID`, in Node.js `crypto.randomBytes` as well"
_GENERATORS = {
    "python": "the module `secrets`",
    "go": "the package `crypto/rand`",
    "java": "`java.security.SecureRandom`",
    "csharp": "`RandomNumberGenerator`",
}


def guessable(match: Match) -> bool:
    """A secret made with a generator whose numbers can be computed from earlier ones."""
    name, value = match.text(match.node("name")), match.text(match.node("value"))
    language = str(match.file.facts.language)
    pattern = _RANDOM.get(language)
    if pattern is None or not pattern.search(value) or len(value) > 300:
        return False
    if re.search(r"boundary|multipart|mime|email", match.file.text[:20000], re.IGNORECASE) and name == "token":
        return False
    if language == "go" and "math/rand" not in match.file.text:
        return False
    if language == "python" and re.search(r"SystemRandom|secrets as random", match.file.text):
        return False
    if re.search(r"=>|function\b|lambda\b", value):
        return False
    match.words |= {"name": name, "generator": _GENERATORS.get(language, _IN_SCRIPTS)}
    return True


def fast_password_hash(match: Match) -> bool:
    """A password goes through MD5 or SHA-1."""
    text = match.text(match.node("value"))
    around = match.text(match.node("here"))
    match.words["value"] = text
    scope = match.file.symbol_at(match.node("here").start_point[0] + 1)
    around = "".join(
        (
            re.sub(r"hashlib\.\w+|createHash\(.*?\)|(?:md5|sha1)\.Sum", "", around),
            scope.qualname if scope else "",
            match.file.path,
        )
    )
    return _PASSWORD.search(text) is not None and _NOT_A_PASSWORD.search(around) is None


_OTHER_IDENTITY = re.compile(
    r"PeerCert|VerifyConnection|ClientAuth:|DeviceID|[Ff]ingerprint|[Ll]ocal[A-Z]|127\.0|UnixSocket"
    r"|GUI\(\)|APIKey"
)
"""Go that knows the other side otherwise, serves, or talks to itself."""


_SAYS_SO = re.compile(
    r"insecure|unverified|untrusted|no_?check|no_?verif|unsafe|trust_?all|allow_?a|accept_?all|dummy|fake", re.IGNORECASE
)


def unconditional(match: Match) -> bool:
    """Whether nothing asks first, and the file talks to others: an option that a person sets is that person's choice."""
    match.words["code"] = match.text(match.node("here"))
    scope = match.file.symbol_at(match.node("here").start_point[0] + 1)
    if scope is not None and _SAYS_SO.search(scope.qualname):
        return False
    branch = above(
        match.node("here"), "if_statement", "ternary_expression", "conditional_expression", "switch_case", "else_clause",
        "expression_case", "switch_section", "switch_block_statement_group", "case_item", "match_arm", "if_expression",
    )  # fmt: skip
    if branch is not None or re.search(r"localhost|127\.0\.0\.1", match.file.text):
        return False
    return match.file.facts.language != "go" or _OTHER_IDENTITY.search(match.file.text) is None


def trusts_all(match: Match) -> bool:
    """A check of certificates or host names that checks nothing. Where its name says so, somebody chooses it."""
    scope = match.file.symbol_at(match.node("here").start_point[0] + 1)
    if _SAYS_SO.search(f"{match.file.path} {scope.qualname if scope else ''}"):
        return False
    body = re.sub(r"//.*|/\*.*?\*/", "", match.text(match.node("body")), flags=re.DOTALL).strip("{} \n\t;")
    return body in ("", "return true", "return")


def _named(*nodes: str) -> str:
    """Return a query for nodes with a `@name` that says it is a secret."""
    return "\n".join(f'(({node}) @here (#match? @name "{_NAMED_SO}"))' for node in nodes)


_UNVERIFIED = (
    "Without verification anyone on the way can answer in the server's place, read what is sent and change what comes back."
)
_VERIFY = "Verify certificates; add a private authority to the trust store instead of trusting everyone."

PATTERNS = (
    Pattern(practice(
        "guessable-secret", _HIGH, "`{name}` can be guessed",
        "It is made with a generator whose next numbers can be computed from those seen before. Whoever sees "
        "a few can make others.",
        "Use the generator for secrets: {generator}.",
    ), {
        "python": _named(
            "assignment left: (identifier) @name right: (_) @value",
            "assignment left: (attribute attribute: (identifier) @name) right: (_) @value",
        ),
        _ALL: _named(
            "variable_declarator name: (identifier) @name value: (_) @value",
            "assignment_expression left: (member_expression property: (property_identifier) @name) right: (_) @value",
            "pair key: (property_identifier) @name value: (call_expression) @value",
        ),
        "go": _named(
            "short_var_declaration left: (expression_list (identifier) @name) right: (expression_list (_) @value)",
        ),
        "java": _named("variable_declarator name: (identifier) @name value: (_) @value"),
        "csharp": _named("variable_declarator name: (identifier) @name (_) @value"),
    }, guessable),
    Pattern(practice(
        "fast-password-hash", _HIGH, "A password is hashed with a hash made for speed",
        "`{value}` goes through MD5 or SHA-1. A graphics card tries billions of passwords a second against such a hash.",
        "Use a password hash: argon2, scrypt or bcrypt.",
    ), {
        "python": """
            ((call function: (attribute object: (identifier) @_o attribute: (identifier) @_m)
              arguments: (argument_list . (_) @value)) @here
              (#eq? @_o "hashlib") (#any-of? @_m "md5" "sha1"))
            """,
        _ALL: """
            ((call_expression
              function: (member_expression
                object: (call_expression function: (_) @_c arguments: (arguments . (string) @_h))
                property: (property_identifier) @_m)
              arguments: (arguments . (_) @value)) @here
              (#match? @_c "createHash$") (#match? @_h "^['\\"](md5|sha1)['\\"]$") (#eq? @_m "update"))
            """,
        "go": """
            ((call_expression function: (selector_expression operand: (identifier) @_o field: (field_identifier) @_m)
              arguments: (argument_list (_) @value)) @here
              (#any-of? @_o "md5" "sha1") (#eq? @_m "Sum"))
            """,
    }, fast_password_hash),
    Pattern(practice("tls-verification-off", _HIGH, "TLS certificates are not verified", _UNVERIFIED, _VERIFY), {
        "python": """
            ((assignment left: (attribute attribute: (identifier) @_n) right: (_) @_v) @here
              (#eq? @_n "verify_mode") (#match? @_v "^(ssl\\\\.)?CERT_NONE$"))
            """,
        _ALL: """
            ((pair key: [(property_identifier) (string)] @_k value: (false)) @here
              (#match? @_k "^['\\"]?rejectUnauthorized['\\"]?$"))
            ((assignment_expression left: (_) @_l right: (_) @_r) @here
              (#match? @_l "NODE_TLS_REJECT_UNAUTHORIZED") (#match? @_r "^['\\"]?0['\\"]?$"))
            ((assignment_expression left: (member_expression property: (property_identifier) @_l) right: (false)) @here
              (#eq? @_l "rejectUnauthorized"))
            """,
        "go": """
            ((keyed_element (literal_element (identifier) @_k) (literal_element (true))) @here (#eq? @_k "InsecureSkipVerify"))
            """,
        "rust": """
            ((call_expression function: (field_expression field: (field_identifier) @_m)
              arguments: (arguments (boolean_literal) @_v)) @here
              (#any-of? @_m "danger_accept_invalid_certs" "danger_accept_invalid_hostnames") (#eq? @_v "true"))
            """,
        "csharp": """
            ((assignment_expression left: (_) @_l right: (lambda_expression body: (boolean_literal) @_v)) @here
              (#match? @_l "CertificateValidationCallback$|ServerCertificateCustomValidationCallback$") (#eq? @_v "true"))
            ((member_access_expression name: (identifier) @_m) @here (#eq? @_m "DangerousAcceptAnyServerCertificateValidator"))
            """,
        "bash": """
            ((pipeline . (command name: (command_name) @_c argument: (word) @_a) . (command name: (command_name) @_sh)) @here
              (#any-of? @_c "curl" "wget") (#any-of? @_sh "sh" "bash" "tar" "gpg")
              (#any-of? @_a "-k" "--insecure" "-sk" "-ks" "-fsSLk" "-kL" "-Lk" "--no-check-certificate"))
            """,
    }, unconditional),
    Pattern(practice("tls-verification-off", _HIGH, "TLS certificates are not verified", _UNVERIFIED, _VERIFY), {"java": """
        ((method_declaration name: (identifier) @_n body: (block) @body) @here (#eq? @_n "checkServerTrusted"))
        ((method_declaration type: (boolean_type) name: (identifier) @_n
          parameters: (formal_parameters (formal_parameter) (formal_parameter type: (type_identifier) @_t))
          body: (block) @body) @here
          (#eq? @_n "verify") (#eq? @_t "SSLSession"))
        """}, trusts_all),
    Pattern(practice(
        "cipher-without-iv", _HIGH, "`createCipher` derives key and IV in an unsafe way",
        "It makes both from the password with MD5 and no salt, so that equal texts encrypt alike; Node.js 22 removed it.",
        "Use `createCipheriv` with a key from `scrypt` and a random IV.",
    ), {_ALL: """
        ((call_expression function: (member_expression property: (property_identifier) @_m)) @here
          (#any-of? @_m "createCipher" "createDecipher"))
        """}),
)  # fmt: skip
