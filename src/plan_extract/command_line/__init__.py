"""What the commands of the command line share, and how little of it a start has to build."""
