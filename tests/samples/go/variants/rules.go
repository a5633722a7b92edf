//go:build ruleguard

package gorules

import "github.com/quasilyte/go-ruleguard/dsl"

func noPrintln(m dsl.Matcher) { m.Match("println($*_)") }
