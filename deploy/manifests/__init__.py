"""What can be said of the manifests without a cluster: they render, they fit the schemas, they follow the rules."""
