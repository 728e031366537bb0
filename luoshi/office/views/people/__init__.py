"""Pages about organisations, posts and users."""
