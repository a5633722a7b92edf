module github.com/acme/codec/v2
