"""What the tests of visits share."""
