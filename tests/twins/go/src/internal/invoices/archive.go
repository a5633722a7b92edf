package invoices

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// store puts a document into the archive. It is on the disk for good when the call comes back.
func store(target string, document []byte) error {
	temp, err := os.CreateTemp(filepath.Dir(target), ".new-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", target, err)
	}
	defer os.Remove(temp.Name())
	if _, err := temp.Write(document); err != nil {
		temp.Close()
		return fmt.Errorf("write %s: %w", target, err)
	}
	if err := temp.Sync(); err != nil {
		temp.Close()
		return fmt.Errorf("write %s: %w", target, err)
	}
	if err := temp.Close(); err != nil {
		return fmt.Errorf("write %s: %w", target, err)
	}
	return os.Rename(temp.Name(), target)
}

func ContentDigest(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("digest: %w", err)
	}
	defer file.Close()
	hash := sha256.New()
	// The documents are too large to be read at once.
	if _, err := io.Copy(hash, file); err != nil {
		return "", fmt.Errorf("digest: %w", err)
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

func Archive(folder, number string, document []byte) (string, error) {
	target := filepath.Join(folder, number+".pdf")
	if err := store(target, document); err != nil {
		return "", err
	}
	return ContentDigest(target)
}
