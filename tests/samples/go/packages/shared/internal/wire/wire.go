package wire

type Frame struct{ Size int }

func (f Frame) grow() {}

func Pack() Frame { f := Frame{}; f.grow(); return f }

func Unpack() Frame { return Frame{} }
