package text

// Used is called.
func Used() int { return 1 }

// Unused is of a module without a host in its path: nobody can fetch it.
func Unused() int { return 1 }
