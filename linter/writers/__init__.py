"""From results to what is printed, one file a format. A writer reads reviews and changes nothing."""
