"""The dashboards, as data and as Grafana reads them."""
