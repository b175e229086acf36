"""Parley on a cluster: brought up, taken down. The cluster is the one that KUBECONFIG names."""
