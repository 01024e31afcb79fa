"""What the commands share: their language, what they let choose about files, asking before what cannot be undone."""
