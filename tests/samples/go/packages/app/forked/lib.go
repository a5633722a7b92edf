// The folder is called otherwise.
package original

func Kept() {}
