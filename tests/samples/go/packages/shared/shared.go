package shared

import . "example.org/shared/internal/wire"

func Send() Frame { return Pack() }
