"""Programs that a measure runs in processes of their own, so that none disturbs another's event loop."""
