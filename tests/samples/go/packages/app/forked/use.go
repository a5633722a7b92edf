package original

import core "example.org/original/internal/core"

func use() { core.Kept() }

var _ = use
