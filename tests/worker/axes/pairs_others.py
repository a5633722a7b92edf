"""Go, Java, C#, Rust, Bash and SQL: one bad and one good piece of code per rule."""

from tests.worker.axes.pairs_python_practices import KEY
from tests.worker.axes.planted import Pair


def go(body: str) -> str:
    return f"package a\n\nfunc f(n string) {{\n{body}\n}}\n"


def java(body: str) -> str:
    return f"class A {{\n  int f(String n) {{\n{body}\n  }}\n}}\n"


def rust(body: str) -> str:
    return f"fn f() {{\n{body}\n}}\n"


DEFECTS = (
    Pair("impossible-condition", "a.go", go("if x == 1 && x == 2 { g() }"), go("if x == 1 || x == 2 { g() }")),
    Pair("impossible-condition", "A.java", java("if (x == 1 && x == 2) g();"), java("if (x == 1 || x == 2) g();")),
    Pair("impossible-condition", "A.cs", java("if (x == 1 && x == 2) g();"), java("if (x == 1 || x == 2) g();")),
    Pair("impossible-condition", "a.rs", rust("if x == 1 && x == 2 { g(); }"), rust("if x == 1 || x == 2 { g(); }")),
    Pair("certain-condition", "a.go", go('if k != "a" || k != "b" { g() }'), go('if k != "a" && k != "b" { g() }')),
    Pair(
        "certain-condition",
        "A.java",
        java("if (k != Kind.A || k != Kind.B) g();"),
        java("if (k != Kind.A && k != Kind.B) g();"),
    ),
    Pair(
        "certain-condition", "A.cs", java("if (k != Kind.A || k != Kind.B) g();"), java("if (k != Kind.A && k != Kind.B) g();")
    ),
    Pair(
        "certain-condition",
        "a.rs",
        rust("if k != Kind::A || k != Kind::B { g(); }"),
        rust("if k != Kind::A && k != Kind::B { g(); }"),
    ),
    Pair("contradiction", "a.go", go("if a && !a { g() }"), go("if a && !b { g() }")),
    Pair("contradiction", "A.java", java("if (a || !a) g();"), java("if (a || !b) g();")),
    Pair("contradiction", "A.cs", java("if (a || !a) g();"), java("if (a || !b) g();")),
    Pair("contradiction", "a.rs", rust("if a && !a { g(); }"), rust("if a && !b { g(); }")),
    Pair(
        "impossible-condition",
        "b.go",
        go("if l.ch == 1 && l.ok && l.ch == 2 { g() }"),
        go("if l.ch == 1 && l.next() && l.ch == 2 { g() }\nif c == 1 && <-in && c == 2 { g() }"),
    ),
    Pair(
        "impossible-condition",
        "B.java",
        java("if (ch == 1 && ok && ch == 2) g();"),
        java("if (ch == 1 && advance() && ch == 2) g();\nif (i == 1 && i++ > 0 && i == 2) g();"),
    ),
    Pair(
        "impossible-condition",
        "B.cs",
        java("if (ch == 1 && ok && ch == 2) g();"),
        java(
            "if (ch == 1 && Advance() && ch == 2) g();\nif (i == 1 && i++ > 0 && i == 2) g();\n"
            "if (i == 1 && ++i > 0 && i == 2) g();"
        ),
    ),
    Pair("length-below-zero", "A.java", java("if (n.length() >= 0) g();"), java("if (n.length() > 0) g();")),
    Pair(
        "length-below-zero", "A.java", java("if (n.length() >= 0) g();"), java("if (n.length() >= 0 && n.length() <= 14) g();")
    ),
    Pair(
        "length-below-zero",
        "B.java",
        "class A { List<String> l; boolean f() { return l.size() < 0; } }\n",
        "class A { Span l; boolean f() { return l.size() < 0; } }\n",
    ),
    Pair("length-below-zero", "a.go", go("if len(x) < 0 { g() }"), go("if len(x) < 1 { g() }")),
    Pair("length-below-zero", "a.rs", rust("let x = vec![1];\nif x.len() >= 0 { g(); }"), rust("if x.len() >= 0 { g(); }")),
    Pair("same-operands", "a.go", go("ok = a.X && a.X"), go("ok = a.X && a.Y")),
    Pair("same-operands", "A.java", java("ok = a.x || a.x;"), java("ok = a.x || a.y;")),
    Pair("same-operands", "B.java", java("int x = g();\nreturn x - x;"), java("double x = g();\nreturn x - x;")),
    Pair("same-operands", "B.cs", java("long x = g();\nreturn x < x;"), java("return x < x;")),
    Pair("same-operands", "b.go", go("k := len(n)\nuse(k - k)"), go("use(x - x)")),
    Pair("same-operands", "A.cs", java("ok = a.x || a.x;"), java("ok = a.x || a.y;")),
    Pair("same-operands", "a.rs", rust("let ok = a.x || a.x;"), rust("let ok = a.x || a.y;")),
    Pair("repeated-condition", "a.go", go("if a { f() } else if a { g() }"), go("if a { f() } else if b { g() }")),
    Pair("repeated-condition", "A.java", java("if (a) f(); else if (a) g();"), java("if (a) f(); else if (b) g();")),
    Pair("repeated-condition", "A.cs", java("if (a) f(); else if (a) g();"), java("if (a) f(); else if (b) g();")),
    Pair("repeated-condition", "a.rs", rust("if a { f(); } else if a { g(); }"), rust("if a { f(); } else if b { g(); }")),
    Pair("unreachable-code", "a.go", go("return\ng()"), go("if a { return }\ng()")),
    Pair("used-where-missing", "a.go", go("if err == nil { return err.Error() }"), go("if err != nil { return err.Error() }")),
    Pair(
        "used-where-missing", "A.java", java("if (n == null && n.isEmpty()) g();"), java("if (n == null || n.isEmpty()) g();")
    ),
    Pair(
        "used-where-missing", "A.cs", java("if (n == null && n.Length > 0) g();"), java("if (n == null || n.Length > 0) g();")
    ),
    Pair(
        "never-closed",
        "a.go",
        go("f, err := os.Open(n)\nif err != nil { return }\nb, err := io.ReadAll(f)\nuse(b)"),
        go("f, err := os.Open(n)\nif err != nil { return }\ndefer f.Close()\nb, err := io.ReadAll(f)\nuse(b)"),
    ),
    Pair(
        "never-closed",
        "b.go",
        'import "net/http"\n'
        + go("r, err := http.Get(n)\nif r.StatusCode != 200 { return }\njson.NewDecoder(r.Body).Decode(&v)"),
        'import "net/http"\n'
        + go("r, err := http.Get(n)\nif r.StatusCode != 200 { return }\nkeep(r)\njson.NewDecoder(r.Body).Decode(&v)"),
    ),
    Pair(
        "never-closed",
        "A.java",
        java("FileReader r = new FileReader(n);\nreturn r.read();"),
        java("try (FileReader r = new FileReader(n)) { return r.read(); }"),
    ),
    Pair(
        "never-closed",
        "B.java",
        java("final FileReader r = new FileReader(n);\nreturn r.read();"),
        java("@Cleanup FileReader r = new FileReader(n);\nreturn r.read();"),
    ),
    Pair(
        "never-closed",
        "c.go",
        "package a\n\nfunc f(n string) (err error) {\ng, e := os.OpenFile(n)\ng.WriteString(n)\nreturn\n}\n",
        "package a\n\nfunc f(n string) (g *os.File, err error) {\ng, e := os.OpenFile(n)\ng.WriteString(n)\nreturn\n}\n",
    ),
    Pair(
        "never-closed",
        "A.cs",
        java("var r = new StreamReader(path);\nreturn r.Read();"),
        java("using var r = new StreamReader(path);\nreturn r.Read();"),
    ),
    Pair("same-branches", "a.go", go("if a { f(1) } else { f(1) }"), go("if a { f(1) } else { f(2) }")),
    Pair("same-branches", "A.java", java("if (a) { f(1); } else { f(1); }"), java("if (a) { f(1); } else { f(2); }")),
    Pair("same-branches", "A.cs", java("if (a) { f(1); } else { f(1); }"), java("if (a) { f(1); } else { f(2); }")),
    Pair(
        "error-overwritten",
        "a.go",
        go("x, err := a()\ny, err := b()\nuse(x, y, err)"),
        go("x, err := a()\nif err != nil { return }\ny, err := b()"),
    ),
    Pair(
        "error-overwritten",
        "c.go",
        go("err := a.Do()\nerr = b()\nuse(err)"),
        go('err := errors.New("never tried")\nerr = b()\nuse(err)') + 'func h() {\nerr := fmt.Errorf("a")\nerr = b()\n}\n',
    ),
    Pair("error-overwritten", "b.go", go("err := a()\nerr = b()\nuse(err)"), go("err := a()\nerr = wrap(err)\nuse(err)")),
    Pair(
        "error-overwritten",
        "c.go",
        go("err := a()\nerr = b()\nuse(err)"),
        go('err := errors.New("never")\nerr = b()\nuse(err)'),
    ),
    Pair(
        "response-before-error",
        "a.go",
        go("r, err := http.Get(u)\ndefer r.Body.Close()\nif err != nil { return }"),
        go("r, err := http.Get(u)\nif err != nil { return }\ndefer r.Body.Close()"),
    ),
    Pair("text-compared-by-identity", "A.java", java('if (s == "a") g();'), java('if (s.equals("a")) g();')),
    Pair("text-compared-by-identity", "B.java", java('if (n == "a") g();'), java('String w = n.intern();\nif (w == "a") g();')),
    Pair(
        "text-compared-by-identity",
        "C.java",
        java('String m = "a";\nif (x) m = n;\nif (m == "b") g();'),
        java('String m = "a";\nif (x) m = y ? "b" : null;\nif (m == "b" || NONE == "c") g();'),
    ),
    Pair(
        "exception-not-raised",
        "A.java",
        java('new IllegalStateException("no");'),
        java('throw new IllegalStateException("no");'),
    ),
    Pair("exception-not-raised", "A.cs", java('new ArgumentException("no");'), java('throw new ArgumentException("no");')),
    Pair(
        "exception-not-raised",
        "B.java",
        "class Lost extends RuntimeException { Lost(String m) { super(m); } void f() { new Lost(null); } }\n",
        "class LookException { LookException(Pane p) { p.show(); } void f() { new LookException(null); } }\n",
    ),
    Pair(
        "exception-not-raised",
        "B.cs",
        "class Lost : Exception { Lost(string m) : base(m) { } void f() { new Lost(null); } }\n",
        "class LookException { LookException(Pane p) { p.Show(); } void f() { new LookException(null); } }\n",
    ),
    Pair("text-left-unchanged", "A.java", java("n.trim();"), java("n = n.trim();")),
    Pair(
        "text-left-unchanged",
        "B.java",
        java('var s = String.join("a", l);\ns.strip();'),
        java("IntArrayList l = new IntArrayList();\nl.trim();\nwhatever.trim();"),
    ),
    Pair("text-left-unchanged", "A.cs", java("n.ToUpper();"), java("repository.Trim();")),
    Pair("text-left-unchanged", "A.cs", java("n.TrimEnd('x');"), java("n.AsSpan().ToUpperInvariant(into);")),
    Pair(
        "text-left-unchanged", "B.cs", java('var s = "a";\ns.TrimEnd();'), java("var s = new StringBuilder(n);\ns.TrimEnd();")
    ),
    Pair("thread-run-directly", "A.java", java("new Thread(work).run();"), java("new Thread(work).start();")),
    Pair("finally-swallows", "A.java", java("try { g(); } finally { return 1; }"), java("try { g(); } finally { h(); }")),
    Pair("compared-with-nan", "a.rs", rust("if x == f64::NAN { g(); }"), rust("if x.is_nan() { g(); }")),
    Pair(
        "compared-with-null",
        "a.sql",
        "SELECT a FROM t WHERE b = NULL;\n",
        "SELECT a FROM t WHERE b IS NULL;\nUPDATE t SET a = NULL WHERE b = 1;\n",
    ),
    Pair("glued-test", "a.sh", 'if [ "$a"="b" ]; then g; fi\n', 'if [ "$a" = "b" ]; then g; fi\n'),
    Pair("glued-test", "a.sh", "[[ $a==b ]] && g\n", "[[ $a == b ]] && g\n[ x$a ] && g\n[ ${a#*=}$b ] && g\n"),
    Pair(
        "compared-by-redirect",
        "a.sh",
        '[ "$a" > "$b" ] && g\n',
        '[ "$a" \\> "$b" ] && g\n[[ "$a" > "$b" ]] && g\n[ 1 -gt 2 ]\n',
    ),
    Pair("unreachable-code", "a.sh", "f() {\n  return 1\n  g\n}\n", "f() {\n  a && return 1\n  g\n}\nf\nexit 0\ndata\n"),
    Pair("unreachable-code", "a.sh", "if a; then\n  exit 1\n  g\nfi\n", "if a; then\n  exit 1\nfi\ng || exit 1\ng\n"),
    Pair(
        "unreachable-code",
        "a.sh",
        "f() {\n  { return 1\n  g; }\n}\n",
        "if ! (return 0 2>/dev/null); then\n  return 1\n  g\nfi\n",
    ),
    Pair("unquoted-test", "a.sh", "if [ -n $x ]; then g; fi\n", 'if [ -n "$x" ]; then g; fi\nif [[ -n $x ]]; then g; fi\n'),
    Pair("redirected-without-sudo", "a.sh", "sudo echo 1 > /proc/sys/vm/x\n", "echo 1 | sudo tee /proc/sys/vm/x\n"),
    Pair("redirected-without-sudo", "b.sh", "sudo -n dump > /etc/x\n", "sudo -u app dump > /etc/x\n"),
    Pair(
        "redirected-without-sudo",
        "c.sh",
        "sudo dump > /etc/x\n",
        '[[ $EUID -eq 0 ]] || exec sudo "$0" "$@"\nsudo dump > /etc/x\n',
    ),
)

PRACTICES = (
    Pair(
        "async-void",
        "A.cs",
        "class A {\n  async void Load() { await g(); }\n}\n",
        "class A {\n  async void Clicked(object sender, EventArgs e) { await g(); }\n}\n",
    ),
    Pair("removes-root", "a.sh", 'rm -rf "$DIR"/*\n', 'set -eu\nrm -rf "$DIR"/*\n'),
    Pair("removes-root", "b.sh", "DIR=$1\nrm -rf $DIR/\n", "DIR=build\nrm -rf $DIR/\n"),
    Pair("removes-root", "c.sh", 'while read -r old; do rm -rf "$old"/*; done\n', 'for d in a b; do rm -rf "$d"/*; done\n'),
    Pair("removes-root", "d.sh", 'D=\nrm -rf "$D"/*\n', ': "${D:?set D}"\nrm -rf "$D"/*\n'),
    Pair("removes-root", "e.sh", 'local D\nrm -rf "$D"/*\n', 'read -r D || exit 1\n[[ -z $D ]] && exit 1\nrm -rf "$D"/*\n'),
    Pair("removes-root", "f.sh", 'echo "$D"\nrm -rf "$D"/*\n', '[ "$D" ] || exit 2\nrm -rf "$D"/*\n'),
    Pair("removes-root", "g.sh", 'D=$1\necho "$1"\nrm -rf "$D"/*\n', 'D=$1\n[ $# -eq 1 ] || exit 2\nrm -rf "$D"/*\n'),
    Pair("removes-root", "h.sh", 'mkdir "$D"\nrm -rf "$D"/*\n', '. ./settings\nrm -rf "$D"/*\n'),
    Pair("removes-root", "i.sh", 'D=""\nrm -rf "$D"/*\n', 'f() {\n  local D=$1\n  rm -rf "$D"/*\n}\nf build\n'),
    Pair("world-writable", "a.sh", "chmod 777 /srv/data\n", "chmod 755 /srv/data\n"),
    Pair("tls-verification-off", "a.sh", "curl -k https://x.io/a | sh\n", "curl -k https://x.io/a -o /dev/null\n"),
    Pair(
        "tls-verification-off",
        "a.go",
        go("c := tls.Config{InsecureSkipVerify: true}"),
        go("c := tls.Config{InsecureSkipVerify: skip}"),
    ),
    Pair(
        "tls-verification-off",
        "a.rs",
        rust("b.danger_accept_invalid_certs(true);"),
        rust("b.danger_accept_invalid_certs(skip);"),
    ),
    Pair(
        "tls-verification-off",
        "A.cs",
        java("h.ServerCertificateCustomValidationCallback = (a, b, c, d) => true;"),
        java("h.ServerCertificateCustomValidationCallback = check;"),
    ),
    Pair(
        "tls-verification-off",
        "A.java",
        "class A {\n  public void checkServerTrusted(C[] c, String s) {}\n}\n",
        "class A {\n  public void checkServerTrusted(C[] c, String s) { d.check(c); }\n}\n",
    ),
    Pair("written-secret", "a.go", f'package a\n\nconst apiKey = "{KEY}"\n', 'package a\n\nconst apiKey = "changeme"\n'),
    Pair(
        "written-secret", "A.java", f'class A {{ String password = "{KEY}"; }}\n', 'class A { String password = "changeme"; }\n'
    ),
    Pair(
        "written-secret", "A.cs", f'class A {{ string password = "{KEY}"; }}\n', 'class A { string password = "changeme"; }\n'
    ),
    Pair("written-secret", "a.rs", f'const API_KEY: &str = "{KEY}";\n', 'const API_KEY: &str = "changeme";\n'),
    Pair("written-secret", "a.sh", f"API_KEY={KEY}\n", "API_KEY=$1\n"),
    Pair(
        "sql-from-text",
        "a.go",
        go("db.Query(fmt.Sprintf(\"SELECT a FROM t WHERE name = '%s'\", n))"),
        go('db.Query("SELECT a FROM t WHERE name = $1", n)'),
    ),
    Pair(
        "sql-from-text",
        "A.java",
        java('s.executeQuery("SELECT a FROM t WHERE name = \'" + n + "\'");'),
        java('s.executeQuery("SELECT a FROM t WHERE id = 1");'),
    ),
    Pair(
        "sql-from-text",
        "A.cs",
        java("var c = new SqlCommand($\"SELECT a FROM t WHERE name = '{n}'\", x);"),
        java('var c = new SqlCommand("SELECT a FROM t WHERE name = @n", x);'),
    ),
    Pair("shell-command-from-text", "a.go", go('exec.Command("sh", "-c", "rm " + n)'), go('exec.Command("rm", n)')),
    Pair(
        "guessable-secret",
        "a.go",
        'package a\n\nimport "math/rand"\n\nfunc f() {\n\ttoken := rand.Int63()\n}\n',
        'package a\n\nimport "crypto/rand"\n\nfunc f() {\n\ttoken := rand.Int63()\n}\n',
    ),
    Pair(
        "guessable-secret",
        "A.java",
        java("int otp = new Random().nextInt(9999);"),
        java("int otp = new SecureRandom().nextInt(9999);"),
    ),
    Pair(
        "guessable-secret",
        "A.cs",
        java("var otp = new Random().Next(9999);"),
        java("var otp = RandomNumberGenerator.GetInt32(9999);"),
    ),
    Pair("fast-password-hash", "a.go", go("md5.Sum([]byte(password))"), go("md5.Sum(data)")),
    Pair(
        "rethrown-without-stack",
        "A.cs",
        java("try { g(); } catch (E e) { throw e; }"),
        java("try { g(); } catch (E e) { throw; }"),
    ),
    Pair("binary-formatter", "A.cs", java("var f = new BinaryFormatter();"), java("var f = new JsonFormatter();")),
)
