"""What several commands share: their arguments and how mistakes in them are told, what is chosen, what is confirmed."""
