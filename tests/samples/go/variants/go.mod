module acme
