"""``python -m assistant`` is the same program as ``policy-assistant``."""

from assistant.cli import main

if __name__ == "__main__":
    main()
