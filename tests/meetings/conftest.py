"""What the tests of meetings share."""
