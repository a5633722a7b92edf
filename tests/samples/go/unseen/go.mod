module github.com/acme/unseen
