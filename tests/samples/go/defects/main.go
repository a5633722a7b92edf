package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
)

func main() {
	fmt.Println(between(3), outside(4), kind("a"), choose(true, 1))
	fmt.Println(load("orders.json"), fetch("https://shop.example/orders"), status(os.ErrClosed))
	fmt.Println(inRange(3), sameRange(4), lookup("a", nil), copied("a", "b"), closed("a"), handed("a"), answered("a"))
}

func between(n int) bool { return n < 1 && n > 10 }

func inRange(n int) bool { return n > 1 && n < 10 }

func outside(n int) bool { return n != 1 || n != 10 }

func sameRange(n int) bool { return n == 1 || n == 10 }

func kind(name string) string {
	if name == "a" {
		return "first"
	} else if name == "b" {
		return "second"
	} else if name == "a" {
		return "third"
	}
	return "none"
}

func lookup(name string, table map[string]any) string {
	if text, ok := table[name].(string); ok {
		return text
	} else if number, ok := table[name].(int); ok {
		return fmt.Sprint(number)
	}
	return ""
}

func choose(cheap bool, price int) int {
	if cheap {
		price += 2
	} else {
		price += 2
	}
	return price
	price++
	return price
}

func load(path string) []byte {
	file, err := os.Open(path)
	text, err := io.ReadAll(file)
	if err != nil {
		return nil
	}
	return text
}

func fetch(url string) (order map[string]string) {
	answer, err := http.Get(url)
	defer answer.Body.Close()
	if err != nil {
		return nil
	}
	json.NewDecoder(answer.Body).Decode(&order)
	return order
}

func answered(url string) (order map[string]string) {
	answer, err := http.Get(url)
	if err != nil {
		return nil
	}
	defer answer.Body.Close()
	json.NewDecoder(answer.Body).Decode(&order)
	return order
}

func status(err error) string {
	if err == nil {
		return "failed: " + err.Error()
	}
	return "fine"
}

func copied(from, to string) error {
	err := os.MkdirAll(to, 0o755)
	err = fmt.Errorf("copying %s: %w", from, err)
	return err
}

func closed(path string) int {
	file, err := os.Open(path)
	if err != nil {
		return 0
	}
	defer file.Close()
	text, err := io.ReadAll(file)
	if err != nil {
		return 0
	}
	return len(text)
}

func handed(path string) io.Reader {
	file, err := os.Open(path)
	if err != nil {
		return nil
	}
	return file
}
