"""The pack page by page: findings in, a section made of blocks out."""
