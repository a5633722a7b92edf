package files

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"strconv"
	"time"
)

func HumanSize(bytes int64) string {
	if bytes < 1024 {
		return strconv.FormatInt(bytes, 10) + " B"
	}
	value := float64(bytes)
	unit := ""
	for _, unit = range []string{"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"} {
		value /= 1024
		if value < 1024 {
			break
		}
	}
	return fmt.Sprintf("%.1f %s", value, unit)
}

// MarketingSize prints a number of bytes with a decimal unit, as disks are sold: 1500 is "1.5 kB".
func MarketingSize(bytes int64) string {
	if bytes < 1000 {
		return strconv.FormatInt(bytes, 10) + " B"
	}
	value := float64(bytes)
	unit := ""
	for _, unit = range []string{"kB", "MB", "GB", "TB", "PB", "EB"} {
		value /= 1000
		if value < 1000 {
			break
		}
	}
	return fmt.Sprintf("%.1f %s", value, unit)
}

func TotalSize(root string) (int64, error) {
	var total int64
	err := filepath.WalkDir(root, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		total += info.Size()
		return nil
	})
	return total, err
}

func LargestSize(root string) (int64, error) {
	var largest int64
	err := filepath.WalkDir(root, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		largest = max(largest, info.Size())
		return nil
	})
	return largest, err
}

// ChangedSince lists the files below root that changed at or after the moment.
func ChangedSince(root string, moment time.Time) ([]string, error) {
	var paths []string
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		if !info.ModTime().Before(moment) {
			paths = append(paths, path)
		}
		return nil
	})
	return paths, err
}

func StaleSince(root string, moment time.Time) ([]string, error) {
	var paths []string
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		if info.ModTime().Before(moment) {
			paths = append(paths, path)
		}
		return nil
	})
	return paths, err
}
