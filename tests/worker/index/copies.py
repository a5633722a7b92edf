"""The same function twice under other names, in every language that has functions."""

COPIES = {
    "typescript": (
        "a.ts",
        "b.ts",
        """\
export const total = (lines: Line[], rate: number): number => {
  let amount = 0;
  for (const line of lines) {
    if (line.paid) continue;
    amount += line.price * rate;
  }
  return Math.round(amount);
};
""",
        """\
export const openSum = (lines: Line[], factor: number): number => {
  let found = 0;
  for (const line of lines) {
    if (line.paid) continue;
    found += line.price * factor;
  }
  return Math.round(found);
};
""",
    ),
    "go": (
        "a.go",
        "b.go",
        """\
package a

func Total(lines []Line, rate int) int {
    amount := 0
    for _, line := range lines {
        if line.Paid {
            continue
        }
        amount += line.Price * rate
    }
    return amount
}
""",
        """\
package a

func OpenSum(rows []Line, factor int) int {
    found := 0
    for _, row := range rows {
        if row.Paid {
            continue
        }
        found += row.Price * factor // all
    }
    return found
}
""",
    ),
    "java": (
        "A.java",
        "B.java",
        """\
class A {
  static int total(Line[] lines, int rate) {
    int amount = 0;
    for (Line line : lines) {
      if (line.paid()) continue;
      amount += line.price() * rate;
    }
    return amount;
  }
}
""",
        """\
class B {
  static int openSum(Line[] rows, int factor) {
    int found = 0;
    for (Line row : rows) {
      if (row.paid()) continue;
      found += row.price() * factor;
    }
    return found;
  }
}
""",
    ),
    "csharp": (
        "A.cs",
        "B.cs",
        """\
class A {
  static int Total(Line[] lines, int rate) {
    int amount = 0;
    foreach (Line line in lines) {
      if (line.Paid) continue;
      amount += line.Price * rate;
    }
    return amount;
  }
}
""",
        """\
class B {
  static int OpenSum(Line[] rows, int factor) {
    int found = 0;
    foreach (Line row in rows) {
      if (row.Paid) continue;
      found += row.Price * factor;
    }
    return found;
  }
}
""",
    ),
    "rust": (
        "a.rs",
        "b.rs",
        """\
pub fn total(lines: &[Line], rate: i64) -> i64 {
    let mut amount = 0;
    for line in lines {
        if line.paid {
            continue;
        }
        amount += line.price * rate;
    }
    amount
}
""",
        """\
pub fn open_sum(rows: &[Line], factor: i64) -> i64 {
    let mut found = 0;
    for row in rows {
        if row.paid {
            continue;
        }
        found += row.price * factor;
    }
    found
}
""",
    ),
    "bash": (
        "a.sh",
        "b.sh",
        """\
#!/bin/bash
total() {
  for file in "$1"/*; do
    if [ -f "$file" ]; then
      sum "$file" >> out.txt
    fi
  done
  sort out.txt
}
""",
        """\
#!/bin/bash
open_sum() {
  for file in "$1"/*; do # all
    if [ -f "$file" ]; then
      sum "$file" >> out.txt
    fi
  done
  sort out.txt
}
""",
    ),
}
"""language -> (file, other file, text, other text)"""

ACCESSOR = """\
class {name}:
    def __eq__(self, other):
        if not isinstance(other, {name}):
            return False
        return (self.a, self.b, self.c, self.d) == (other.a, other.b, other.c, other.d)
"""

HOOK = """\
class {name}:
    def on_stop(self, sender):
        if self.binding and sender.alive:
            self.binding.close()
            self.binding = None
        sender.forget(self.name)
"""

STRAIGHT = """\
def {name}(app):
    app.add('one', one)
    app.add('two', two)
    app.add('three', three)
    app.add('four', four)
"""

DECLARING = {
    "a.py": """\
def f(a, b=1):
    x: int = a
    for k, v in b:
        x, y = k, v
    with a as h:
        pass
    return [z for z in x if (w := z)]
""",
    "a.ts": """\
function f(a: A, b = 1) {
  const { p, q } = a;
  let r = p;
  for (const s of q) r += s;
  try {
    a.map((t) => t);
  } catch (e) {
    r = e;
  }
  return a.map((u, v) => u);
}
""",
    "a.go": """\
package a

func f(a int) {
    x, err := g(a)
    for i, v := range x {
        var w = v
    }
}
""",
    "A.java": """\
class A {
  void f(int a) {
    List<String> x = g();
    for (String s : x) h(s);
    int n;
    x.map(t -> t);
  }
}
""",
    "a.rs": """\
fn f(a: i32) {
    let mut x = a;
    for v in g() {
        x.map(|t| t);
    }
}
""",
    "A.cs": """\
class A {
  void F(int a) {
    var x = G();
    foreach (var s in x) H(s);
    string n = x;
    x.Map(t => t);
  }
}
""",
}
"""Functions that declare names in all ways that a language has."""
