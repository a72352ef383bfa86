using Rsyslogd.Net.Daemon.CommandLine;

return DaemonCommandLine.Run(args);
