using Microsoft.Extensions.Logging;

namespace Symmetry.Protocol;

/// <summary>Writes what a silo logs into the trace.</summary>
internal sealed class TraceLogger<T>(World world, Process process) : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        world.Trace($"{process}: {typeof(T).Name}: {formatter(state, exception)}");
}
