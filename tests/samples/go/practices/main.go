package main

import (
	"crypto/md5"
	"crypto/sha256"
	"crypto/tls"
	"database/sql"
	"fmt"
	"math/rand"
	"net/http"
	"os/exec"
)

const paymentApiKey = "pk7Qx2Vb9LtR4mNz8Wc1Yd6H"
const tokenHeader = "X-Shop-Token-2024-Version-1"

type server struct{ db *sql.DB }

func main() {
	s := server{}
	http.HandleFunc("/find", s.find)
	http.HandleFunc("/login", s.login)
	http.ListenAndServe(":8080", nil)
}

func (s server) find(w http.ResponseWriter, r *http.Request) {
	s.db.Query(fmt.Sprintf("SELECT * FROM users WHERE name = '%s'", r.FormValue("name")))
	s.db.Query(fmt.Sprintf("SELECT * FROM %s WHERE id = ?", "users"), r.FormValue("id"))
	exec.Command("sh", "-c", "convert "+r.FormValue("file")).Run()
	exec.Command("convert", r.FormValue("file")).Run()
	fmt.Fprint(w, paymentApiKey, tokenHeader)
}

func (s server) login(w http.ResponseWriter, r *http.Request) {
	password := r.FormValue("password")
	stored := md5.Sum([]byte(password))
	etag := sha256.Sum256([]byte(r.URL.Path))
	token := rand.Int63()
	jitter := rand.Int63()
	fmt.Fprint(w, stored, etag, token, jitter, client())
}

func client() *http.Client {
	return &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
}
