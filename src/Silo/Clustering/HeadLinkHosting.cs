using Microsoft.Extensions.DependencyInjection;

namespace Symmetry.Silo.Clustering;

/// <summary>Adds the link of a joined silo to its head.</summary>
internal static class HeadLinkHosting
{
    public static ISiloBuilder AddHeadLink(this ISiloBuilder silo, IPEndPoint head)
    {
        silo.Services
            .AddSingleton(services => ActivatorUtilities.CreateInstance<HeadLink>(services, head))
            .AddSingleton<IFatalErrorHandler>(services => services.GetRequiredService<HeadLink>())
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(services => services.GetRequiredService<HeadLink>());
        return silo;
    }
}
