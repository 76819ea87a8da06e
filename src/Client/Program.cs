using System.Runtime.InteropServices;
using Symmetry.Client;
using Symmetry.Client.Commands;

using var interruption = new CancellationTokenSource();

// The first Ctrl-C or SIGTERM shuts the program down cleanly; a second one kills it.
void Interrupt(PosixSignalContext signal)
{
    signal.Cancel = !interruption.IsCancellationRequested;
    interruption.Cancel();
}

using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);

return await CommandLine.RunAsync(args, CliEnvironment.ForThisProcess(), interruption.Token);
