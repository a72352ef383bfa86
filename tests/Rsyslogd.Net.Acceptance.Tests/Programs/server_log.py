"""A program that logs as the story's does: server_log.py SOCKET NAME COUNT."""
import logging
import logging.handlers
import sys

path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
handler = logging.handlers.SysLogHandler(path, facility=logging.handlers.SysLogHandler.LOG_LOCAL0)
handler.setFormatter(logging.Formatter("ServerLog" + ":%(asctime)s - %(name)s - %(levelname)s - %(message)s"))
logger = logging.getLogger(name)
logger.setLevel(logging.INFO)
logger.addHandler(handler)
for number in range(count):
    logger.info("record %d of %s: žluťoučký kůň, Größe 5 €, 日本語 🚀", number, name)
