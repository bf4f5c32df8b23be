"""What the rows and columns of tables answer."""
