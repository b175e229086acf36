"""The one address that browsers know: the web application, and before the services where nothing else routes."""
