using Microsoft.Extensions.DependencyInjection;

namespace Symmetry.Silo.Security;

/// <summary>Adds the check of roles to a silo that has an <c>ISiloProof</c>.</summary>
internal static class CallerRolesHosting
{
    public static ISiloBuilder AddCallerRoles(this ISiloBuilder silo)
    {
        silo.Services
            .AddSingleton<CallerRoles>()
            .AddSingleton<IIncomingGrainCallFilter>(services => services.GetRequiredService<CallerRoles>())
            .AddSingleton<IOutgoingGrainCallFilter>(services => services.GetRequiredService<CallerRoles>());
        return silo;
    }
}
