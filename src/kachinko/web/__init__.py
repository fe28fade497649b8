"""HTTP: routes over the service, which decides everything."""
