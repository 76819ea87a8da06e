using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Symmetry.Silo.Settings;

namespace Symmetry.Silo;

/// <summary>The program's log on stdout: one line per event, UTC, without stack traces.</summary>
internal static class SiloLogging
{
    private const string JsonTimestamp = "yyyy-MM-ddTHH:mm:ss.fffZ";

    public static void Configure(ILoggingBuilder logging, LogFormat format)
    {
        if (format is LogFormat.Json)
        {
            logging.AddJsonConsole(console => (console.TimestampFormat, console.UseUtcTimestamp) = (JsonTimestamp, true));
        }
        else
        {
            logging.AddConsole(console => console.FormatterName = OneLine.Name).AddConsoleFormatter<OneLine, ConsoleFormatterOptions>();
        }

        // Orleans, and Polly inside it, warn about every call to a dead silo. MembershipLog reports silos that join and leave.
        logging
            .AddFilter("Symmetry", LogLevel.Information)
            .AddFilter("Orleans", LogLevel.Error)
            .AddFilter("Polly", LogLevel.Critical)
            .AddFilter(category: null, LogLevel.Warning);
    }

    /// <summary>Time, level, category, message, and the messages of exceptions.</summary>
    private sealed class OneLine(TimeProvider time) : ConsoleFormatter(Name)
    {
        public new const string Name = "one-line";

        public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
        {
            var message = entry.Formatter(entry.State, entry.Exception);
            for (var cause = entry.Exception; cause is not null; cause = cause.InnerException)
            {
                message += $" <- {cause.GetType().Name}: {cause.Message}";
            }

            // Exceptions from other silos have their stack trace in the message.
            message = message.Split("\n   at ")[0];

            textWriter.Write($"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {Level(entry.LogLevel)} {Short(entry.Category)}: ");
            textWriter.WriteLine(message.ReplaceLineEndings(" "));
        }

        private static string Level(LogLevel level) => level switch
        {
            LogLevel.Information => "info ",
            LogLevel.Warning => "warn ",
            LogLevel.Error => "error",
            LogLevel.Critical => "fatal",
            _ => "debug",
        };

        private static string Short(string category) => category[(category.LastIndexOf('.') + 1)..];
    }
}
