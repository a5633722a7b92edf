go build -ldflags "-X main.linked=1"
