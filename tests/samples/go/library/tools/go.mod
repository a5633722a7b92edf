module github.com/acme/codec/v2/tools

replace github.com/acme/codec/v2 => ../
