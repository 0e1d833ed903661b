"""Letters of meetings: facts in, paper out; pure."""
