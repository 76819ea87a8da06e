using System.Net.Sockets;

namespace Symmetry.Silo;

/// <summary>Recognizes a start that failed because another program uses the port.</summary>
internal static class PortTaken
{
    public static bool Is(Exception e) => e is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }
        || e.GetType().Name == "AddressInUseException"
        || (e is AggregateException several && several.InnerExceptions.Any(Is))
        || (e.InnerException is { } inner && Is(inner));
}
