using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Symmetry.Silo;

/// <summary>The program's log on stdout: one line an event, UTC, without stack traces.</summary>
internal static class SiloLogging
{
    private const string Json = "yyyy-MM-ddTHH:mm:ss.fffZ";

    public static void Set(ILoggingBuilder logging, bool json)
    {
        if (json)
        {
            logging.AddJsonConsole(console => (console.TimestampFormat, console.UseUtcTimestamp) = (Json, true));
        }
        else
        {
            logging.AddConsole(console => console.FormatterName = OneLine.Name).AddConsoleFormatter<OneLine, ConsoleFormatterOptions>();
        }

        // Orleans warns of every call that a dead silo did not answer; who came and went, our own lines say.
        logging
            .AddFilter("Symmetry", LogLevel.Information)
            .AddFilter("Orleans", LogLevel.Error)
            .AddFilter(category: null, LogLevel.Warning);
    }

    /// <summary>Time, level, category, message, and what an exception says.</summary>
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

            // Exceptions from other silos carry their traces in their messages.
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
