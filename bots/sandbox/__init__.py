"""A local server that speaks the platforms' HTTP dialects and shows the chats in a browser."""
