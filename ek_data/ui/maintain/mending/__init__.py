"""What a file lacks or has wrong, put right on the page: columns, and cells in place."""
